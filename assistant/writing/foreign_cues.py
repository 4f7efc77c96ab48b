"""The words of the cues (writing/cues.py) in other languages than English that chat models read."""

# By cue: words, of which a `*` stands for any ending, and then pieces of words for scripts that
# put no space between words, or put endings to all of them.
FOREIGN: dict[str, tuple[str, str]] = {
    "saying": (
        "antworte* antworten sag sage schreib schreibe nenne gib_aus"
        " réponds répondez répondre écris écrivez dis dites dire affiche affichez"
        " responde responda responder respuesta* escribe escriba di diga digas decir"
        " responda escreva diga resposta* dizer rispondi risponda rispondere scrivi scriva di'"
        " antwoord schrijf zeg odpowiedz odpowiadaj napisz powiedz cevapla yanıtla yaz söyle",
        "ответ|отвеч|напиши|скажи|говори|выведи|أجب|أجيب|اكتب|الرد|جواب|لکھیں|بتائیں|کہیں|بگو|بنویس"
        "|पاسخ|उत्तर|जवाब|लिख|कह|回答|回复|回覆|输出|輸出|写|說|说|答え|返信|出力|言っ|대답|답변|답하|출력|말하",
    ),
    "duty": (
        "nur bitte ausschließlich stets immer uniquement seulement toujours veuillez svp"
        " únicamente solo sólo solamente siempre favor apenas somente sempre soltanto solamente"
        " sempre alleen altijd alstublieft tylko zawsze proszę sadece yalnızca lütfen",
        "только|лишь|всегда|пожалуйста|فقط|دائما|صرف|ہمیشہ|لطفا|केवल|सिर्फ|हमेशा|कृपया"
        "|只|仅|僅|请|請|务必|だけ|のみ|必ず|ください|만|항상|하세요|하십시오",
    ),
    "asked": (
        "frage fragen gefragt question questions pregunta* pergunta* domanda* vraag pytanie soru*",
        "вопрос|سؤال|أسئلة|سوال|پرسش|प्रश्न|सवाल|问题|問題|提问|質問|質問|질문",
    ),
    "set aside": (
        "ignoriere* ignorieren vergiss vergesst vergessen missachte* ignorez ignore oublie oubliez"
        " tiens_pas_compte tenez_pas_compte ne_tiens_pas olvida* olvide ignora* ignore ignorar"
        " desconsidere esqueça dimentica* ignorate negeer vergeet zignoruj zapomnij unut yoksay"
        " görmezden",
        "игнорир|забудь|не обращай|تجاهل|انس|نظرانداز|نادیده|भूल|अनदेखा|नज़रअंदाज़"
        "|忽略|无视|無視|忘记|忘掉|不要理会|忘れ|무시|잊어",
    ),
    "told": (
        "anweisung* vorherig* bisherig* obig* instructions instrucciones anterior* anteriores"
        " instruções précédent* précède consigne* istruzioni precedent* instructies eerdere"
        " instrukcj* poprzedni* talimat* önceki",
        "инструкц|предыдущ|указани|выше|التعليمات|السابقة|ہدایات|پچھلی|دستور|قبلی|निर्देश|पिछल"
        "|以上|之前|前面|指令|指示|上記|以前|지시|이전|위의",
    ),
}
