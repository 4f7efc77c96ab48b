"""What settings were chosen with: fits and comparisons on public sets, without an assistant."""
