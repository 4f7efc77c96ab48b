"""The house keeps its order: imports run one way, and files stay small enough to read."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent

# Who may be imported by whom; everything outside this project by anybody.
MAY_IMPORT = {
    "vectorstore": set(),
    "prompts": set(),
    "ingest": {"vectorstore"},
    "assistant": {"ingest", "prompts", "vectorstore"},
    "ui": {"assistant", "evals", "ingest", "prompts", "vectorstore"},  # evals' results are read
    "evals": {"assistant", "ingest", "prompts", "vectorstore"},
}
# The command line starts the page and the evals, when it is asked to.
DOORS = {"assistant/cli.py": {"ui", "evals"}}


def test_imports_run_one_way() -> None:
    wrong = []
    for folder, allowed in MAY_IMPORT.items():
        for file in (ROOT / folder).rglob("*.py"):
            name = file.relative_to(ROOT).as_posix()
            imported = imported_folders(file) - {folder}
            forbidden = imported - allowed - DOORS.get(name, set())
            wrong += [f"{name} imports {other}" for other in sorted(forbidden)]
    assert wrong == []


def test_each_file_says_what_it_is_for() -> None:
    files = [file for folder in MAY_IMPORT for file in (ROOT / folder).rglob("*.py")]
    assert [str(file) for file in files if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = [file for folder in MAY_IMPORT for file in (ROOT / folder).rglob("*.py")]
    assert [str(file) for file in files if len(file.read_text().splitlines()) > 300] == []


def imported_folders(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found & set(MAY_IMPORT)
