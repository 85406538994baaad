"""What announces other articles than the one that is read, in the languages we read: words, not
decisions.

Languages in this order: en vi ru kk de fr es pt it pl id tr zh ja ko th lo km ar.
"""

import re


def one_of(*phrases: str) -> str:
    return "(?:" + "|".join("|".join(phrase.split(" / ")) for phrase in phrases) + ")"


# Leads away from the text: alone on a line, or in front of another article's headline.
READ_ALSO = one_of(
    "(?:also |you (?:may|might) |must )?read(?: more| also| next| this| too| the full story)?",
    "see (?:also|more) / more(?: on this)? / related(?: news| stor(?:y|ies)| articles?| posts?"
    "| links| content| reading| topics| coverage)?(?: and links)?",
    "(?:if you liked this(?: post)?,? )?you (?:may|might) also (?:like|be interested in)"
    " / don't miss / recommended(?: for you| reading| stories)? / further reading"
    " / explore further / watch(?: also| now| more) / listen(?: to this)? / in case you missed it",
    "xem (?:thêm|tiếp) / đọc (?:thêm|tiếp|ngay) / tin (?:liên quan|cùng chuyên mục|khác|mới)"
    " / bài (?:liên quan|đọc nhiều|viết liên quan) / có thể bạn quan tâm"
    " / mời (?:bạn|quý vị) đọc thêm",
    "(?:читайте|смотрите|читать|см\\.?) (?:также|ещ[её]|далее|подробнее|по теме|больше)"
    " / (?:материалы|новости|статьи|ещ[её]) по теме / похожие (?:новости|материалы|статьи)"
    " / подробнее / вам может быть интересно / рекомендуем",
    "тағы (?:да )?(?:оқыңыз|оқи отырыңыз) / (?:сондай-ақ,? )?(?:тағы )?оқи отырыңыз / оқыңыз"
    " / (?:осы )?тақырып(?:та| бойынша) / ұқсас (?:жаңалықтар|мақалалар) / толығырақ",
    "(?:lesen|sehen) sie (?:auch|mehr|dazu)(?: dazu| zum thema)? / (?:auch|mehr) (?:zum thema"
    "|dazu)"
    " / mehr (?:lesen|erfahren|aus) / weiterlesen / weiteres / weitere (?:artikel|beiträge|themen"
    "|aktuelle themen|informationen)(?: zum thema)? / das könnte sie auch interessieren"
    " / zum thema / ähnliche (?:artikel|beiträge)",
    "(?:à )?(?:lire|voir|écouter)(?: aussi| également| plus| la suite)"
    " / sur le même (?:sujet|thème)"
    " / (?:articles?|contenus?|sujets?) (?:liés?|similaires?|connexes?)"
    " / en savoir plus / pour aller plus loin",
    "(?:lea|lee|leer|mira|vea|ver|puedes ver|puede leer|te puede interesar|le puede interesar"
    "|también puedes leer|(?:lea|lee|leer|vea|ver|mira) (?:también|además|más))"
    " / (?:noticias|notas|artículos) relacionad[oa]s / (?:contenido|nota) relacionad[oa]"
    " / más información / sigue leyendo / seguir leyendo",
    "leia (?:também|mais) / pode interessar-(?:lhe|te|vos)? / (?:veja|saiba) (?:também|mais)"
    " / notícias relacionadas / relacionadas",
    "leggi anche(?: su)? / per approfondire / potrebbe interessarti / articoli correlati",
    "czytaj (?:też|także|więcej|również) / (?:zobacz|przeczytaj) (?:też|także|również|więcej)"
    " / dowiedz się więcej / polecamy / więcej",
    "yana o[‘ʻ’']qing / sizga yoqishi mumkin / mavzuga oid / baca (?:juga|selengkapnya"
    "|lainnya) / (?:berita|artikel) (?:terkait|lainnya) / simak juga",
    "ayrıca (?:bakınız|okuyun) / ilgili haberler? / devamını oku / bunlar da ilginizi çekebilir",
    "相关(?:新闻|阅读|报道|文章|链接|推荐) / 延伸阅读 / (?:更多|推荐)阅读 / 相關(?:新聞|閱讀|報導)"
    " / 延伸閱讀 / 查看更多 / 阅读(?:更多|全文)",
    "(?:あわせて|併せて|こちらも)(?:読みたい|お読みください|どうぞ)?"
    " / 関連(?:記事|ニュース|リンク|コンテンツ)"
    " / (?:続き|もっと)(?:を読む|見る) / おすすめ記事 / こちらの記事もどうぞ",
    "관련\\s?(?:기사|뉴스|글) / (?:더|이어|함께)\\s?(?:보기|읽기)"
    " / 많이 본 (?:기사|뉴스) / 추천 기사",
    "(?:อ่าน|ดู)(?:เพิ่มเติม|ต่อ|ข่าวอื่นๆ) / (?:ข่าว|บทความ)(?:ที่เกี่ยวข้อง|แนะนำ)",
    "ອ່ານ(?:ເພີ່ມເຕີມ|ຕໍ່) / ຂ່າວ(?:ທີ່ກ່ຽວຂ້ອງ|ອື່ນໆ)",
    "អាន(?:បន្ត|បន្ថែម) / (?:ព័ត៌មាន|អត្ថបទ)(?:ទាក់ទង|ពាក់ព័ន្ធ)",
    "اقر[أا](?:ي)? (?:أيض[اً]+|المزيد|أكثر) / (?:مواضيع|أخبار|مقالات) ذات صلة / المزيد"
    " / شاهد أيض[اً]+",
)
# From here on a page shows other things, if nothing long follows.
COMMENTS = (
    r"(?:\d{1,5}\s)?(?:readers[’'] comments|comments?|leave a (?:comment|reply)|bình luận"
    r"|ý kiến(?: bạn đọc)?|комментари\w{1,2}|пікір\w{0,6}|kommentare?|commentaires?|comentarios?"
    r"|comentários?|commenti|komentarz\w{0,2}|komentar|yorum(?:lar)?|(?:ta )?fikr\w{0,4}"
    r"|(?:网友|網友|读者)?评论|評論|コメント|댓글|ความคิดเห็น|ຄຳເຫັນ|មតិ(?:យោបល់)?|تعليق(?:ات)?)"
    r"(?:\s?[(（]?[\d០-៩]{1,5}.{0,8})?"
)
MOST_READ = one_of(
    "(?:most|mostly) (?:read|popular|viewed) / popular / trending / đọc nhiều(?: nhất)?"
    " / (?:tin|bài) đọc nhiều / популярное / самое читаемое / ең көп оқылған\\w* / meistgelesen"
    " / les plus lus / lo más (?:leído|visto) / mais lidas / i più letti / najczęściej czytane"
    " / terpopuler / en çok okunan\\w* / eng ko[‘ʻ’']p o[‘ʻ’']qilgan\\w*"
    " / (?:本周|今日|24小时)?热门(?:文章|推荐|新闻) / 热点排行"
    " / (?:今週)?(?:よく読まれ|人気|アクセスランキング)"
    " / (?:이번 주 )?많이 본 (?:기사|뉴스) / อ่านมากที่สุด / ຂ່າວອ່ານຫຼາຍ / អានច្រើន / الأكثر قراءة"
)
OTHERS = (
    rf"(?:{READ_ALSO}|{COMMENTS}|{MOST_READ}.{{0,25}}|about the authors?|latest(?: news)?"
    r"|(?:more|latest) (?:from|on|in|about) .{1,50}|social media"
    r"|(?:more|top|other|related|latest) stories|editor[’']?s[’']? (?:picks?|choice)|relevant news"
    r"|what to read next|share your story|tin (?:mới nhất|nổi bật|cùng chuyên mục)"
    r"|(?:актуальные|популярные|главные|другие|свежие|последние) новости|новости партн[её]ров"
    r"|(?:өзекті|басты|басқа|соңғы) жаңалықтар"
    r"|weitere (?:aktuelle )?(?:themen|beiträge|artikel|meldungen|nachrichten)(?: .{1,40})?"
    r"|berita lain(?: untuk anda)?|ilginizi çekebilir|推荐阅读|相关(?:新闻)?推荐"
    r"|이런 기사는 어떠세요|ข่าวที่คุณอาจสนใจ|ព័ត៌មានដែលអ្នកអាចចូលចិត្ត|قد يعجبك أيض[اً]+"
)
LISTS_OF_OTHERS = re.compile(rf"{OTHERS})\s*[:：…»>.]*", re.I)
ELSEWHERE = re.compile(rf"{OTHERS}|references)\s*[:：…»>.]*", re.I)
