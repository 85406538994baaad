"""What no outlet means as its article's text, in the languages we read: words, not decisions.

Each pattern is matched against a whole line; where on a page it counts, ``clutter.py`` decides.
Languages in this order: en vi ru kk de fr es pt it pl id tr zh ja ko th lo km ar.
"""

import re

from crawler.reading.elsewhere_words import READ_ALSO, one_of

# What a button or a box says, anywhere in a text.
BUTTON = one_of(
    "share(?: this| on \\w+)?(?: article| story| page| post)? / print(?: this)?(?: article| page)?"
    " / e-?mail(?: this)?(?: article)? / advertisement / sponsored(?: content)? / save / copy link"
    " / comments? / leave a (?:comment|reply) / \\d+ comments? / subscribe / sign up / newsletter"
    " / close / leftcenterrightdel / \\[gambas:.{1,40}\\]"
    " / (?:print|printer|printable)[- ](?:friendly )?version"
    " / back to (?:top|selection) / table of contents / order reprints / loading(?:\\.\\.\\.|…)?",
    "chia sẻ / in bài(?: viết)? / bình luận / quảng cáo / gửi (?:email|bình luận) / theo dõi"
    " / đóng / bản in",
    "поделиться / распечатать / реклама / комментарии / подписаться / версия для печати"
    " / закрыть / поделиться (?:новостью|в соцсетях|новостью в соцсетях)",
    "бөлісу / басып шығару(?:ға арналған нұсқа)? / жабу / жарнама / пікірлер / пікір қалдыру",
    "teilen / drucken / druckansicht(?: öffnen)? / schließen / ende der weiteren informationen"
    " / anzeige / werbung / kommentare? / merken / artikel teilen",
    "partager / imprimer / publicité / commentaires? / s'abonner",
    "compartir / imprimir / publicidad / comentarios / suscr[ií]bete / temas",
    "compartilhar? / publicidade / comentários / condividi / pubblicità / udostępnij / reklama",
    "bagikan / cetak / iklan / komentar / paylaş / yazdır / reklam / yorumlar",
    "分享(?:到|至)?(?:微信|微博)? / 打印(?:本页)? / 广告 / 评论 / 发表评论 / 收藏 / 纠错"
    " / 【纠错】 / 列印 / 关闭(?:窗口)? / 分享到微信朋友圈",
    "シェア(?:する)? / 印刷 / 広告 / コメント / ツイート / 공유(?:하기)? / 인쇄 / 광고 / 댓글"
    " / 닫기 / 閉じる",
    "แชร์ / พิมพ์ / โฆษณา / ความคิดเห็น / ແບ່ງປັນ / ໂຄສະນາ / ចែករំលែក / ផ្សាយពាណិជ្ជកម្ម",
    "مشاركة / شارك / طباعة / إعلان / تعليقات",
)
CREDIT = one_of(
    "(?:illustrative |file |featured )?(?:photo|image|picture|video)s?(?: credit| courtesy"
    "| source| by)?",
    "ảnh(?: minh họa)? / nguồn ảnh / фото / видео / сурет / фотосурет / bild / foto / titelbild",
    "bildquelle / crédit(?: photo)? / fot\\. / zdjęcie / fotografía / imagen / foto de"
    " / 图片来源 / 图 / 写真 / 사진 / ภาพ",
)
FURNITURE = re.compile(
    rf"(?:[-–—•·▪►▶»>\[【(（]+\s*)?(?:(?:{READ_ALSO}|{BUTTON})\s*[:：៖…»>.\])】）]*"
    rf"|{CREDIT}\s*[:：©].{{0,80}}"
    r"|\d{2,4}\s?[x×]\s?\d{2,4})",  # the size of an advertisement
    re.I,
)
# "Read also: A bridge for two towns", in brackets or not. The colon makes it one: sentences begin
# with some of these words.
POINTER = re.compile(
    rf"[-–—•·▪►▶»>👉\s\[【(（]*{READ_ALSO}\s*(?:[:：៖»].{{0,200}}|\.\s[^.!?]{{10,200}})"
    r"|(?:>>+|►|▶|👉)[^.!?]{10,200}",
    re.I,
)
# In front of a text: when, how long, how often seen. Not what ends like a sentence, with a word of
# four letters or, as in Vietnamese, two short ones.
STAMP = re.compile(
    r"""(?!.*(?:[^\W\d]{4}|[^\W\d]{2}\s[^\W\d]{2,3})\.$)(?:(?:(?:last\s)?(?:updated|modified|published|posted)(?:\son|\sat)?
     |cập\snhật|đăng\s(?:lúc|ngày)|обновлено
    |опубликовано|жаңартылды|жарияланды|aktualisiert(?:\sam)?|veröffentlicht(?:\sam)?|stand
     |mis\sà\sjour(?:\sle)?
    |publié\sle|actualizado|publicado(?:\sem|\sel)?|atualizado(?:\sem)?|diperbarui|更新(?:时间
     |日時)?|发布时间|発表
    |입력|수정|เผยแพร่|ອັບເດດ|ថ្ងៃ)\s*[:：,]?\s*(?=[^.!?]*\d).{1,60}
    |[^.!?。]{0,30}\d{1,2}\s?[:hH時시]\s?\d{2}(?!\d)[^.!?。]{0,25}
    |\W*(?:\w+,?\s){0,3}(?:\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}日?
     |\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:\W.{0,40})?
    |\d{1,2}\s(?:minutes?|hours?|days?)\sago|\d{1,2}\s(?:phút|giờ|ngày)\strước
     |\d{1,2}\s(?:минут\w*|час\w*|дн\w*)\sназад
    |[\d.,]+\s?[KkMm]?\s(?:views|reads|shares|lượt\sxem|просмотр\w*|vues|aufrufe|visitas)
    |(?:(?:reading\stime|tempo\sde\sleitura|lesezeit|temps\sde\slecture|tiempo\sde\slectura
     |время\sчтения)\s*[:：]?\s*)?
     (?:≈\s?)?\d{1,3}\s?(?:min(?:ut\w*|\.)?|мин\w*|phút|分钟|分)(?:\s(?:read|de\slectura
     |de\slecture|чтения|lesezeit|đọc))?)\.?""",
    re.I | re.X,
)
# Behind a text: rights, boxes that ask for something, where the outlet is met besides.
CLOSING = re.compile(
    r"""(?:[^.!?]{0,60}(?:©|\(c\)\s?\d{4}|copyright\s*\d{4}|^copyright\b).{0,250}
     |.{0,200}all\srights\sreserved.{0,120}|.{0,80}(?:版权所有|版權所有|著作権|無断転載
     |무단\s?전재).{0,80}
    |.{0,80}(?:alle\srechte\svorbehalten|tous\sdroits\sréservés|todos\slos\sderechos
     |todos\sos\sdireitos|все\sправа\sзащищены
     |барлық\sқұқықтар?\sқорғалған|bản\squyền\sthuộc|hak\scipta\s(?:dilindungi|milik|©)
     |สงวนลิขสิทธิ์|جميع\sالحقوق).{0,120}
    |(?:please\s)?(?:subscribe|sign\sup|(?:follow|join)(?!-|ed|ing)|like(?=\s(?:us|our|this)\b))\b
     [^.!?]{0,40}(?:newsletter|mailing
     |e-?mail|inbox|channel|twitter|facebook|instagram
     |telegram|whatsapp|youtube|linkedin|updates|now|today|here|free|\sus\b).{0,120}
    |.{0,120}\b(?:(?:our|your)\s(?:free\s)?(?:\w+\s){0,2}(?:newsletters?|mailing\slist)
     |(?:right\s)?(?:in|to)\syour\sinbox).{0,80}
    |(?:theo\sdõi|đăng\ský|подпи(?:сывайтесь|саться|сывайся|шитесь|шись)|жазылыңыз|abonnieren\ssie
     |folgen\ssie|abonnez-vous|suivez(?:-nous)?
     |s[ií]gu[ea]nos|suscr[ií]base|suscr[ií]bete|inscreva-se|siga-nos|ikuti|iscriviti
     |zapisz\ssię|takip\sedin|关注我们|フォロー|구독)
     .{0,60}(?:facebook|fanpage|telegram|youtube|instagram|twitter|zalo|tiktok|whatsapp|viber
     |linkedin|google|wechat|微信|公众号
      |newsletter|рассылк|канал|kênh|kanal|canal|e-?mail|boletín|арна).{0,80}
    |.{0,30}(?:telegram|whatsapp|facebook|youtube|instagram|viber).{0,30}(?:жазыл|obuna|подпис
     |abone|theo\sdõi|구독).{0,60}
    |(?:get|receive|recevez|recibe|receba|erhalten\ssie|dapatkan|terima|получайте|nhận)\b.{0,30}
     (?:newsletter|morning\sletter|inbox|lettre|boletín|surat|рассылк|bản\stin|briefing).{0,80}
    |(?:topics?|tags?|filed\sunder|keywords?|từ\skhóa|теги|темы|тегтер|schlagw[oö]rt\w*
     |mots[-\s]clés|etiquetas|tagi|标签|关键词|タグ|태그)\s*[:：].{0,160}
    |stay\s(?:up[-\s]to[-\s]date|updated|tuned|informed|connected)\b.{0,120}
    |(?:would|do)\syou\s(?:like|want)\sto\s(?:receive|get|stay|be\sinformed)\b.{0,120}
    |оставайтесь\sв\sкурсе.{0,120}|получайте\s.{0,40}новости.{0,80}
    |(?:наши|наш|главные|важные|все|ещё\sбольше)?\s?новост\w*.{0,40}(?:telegram|whatsapp|телеграм).{0,80}
    |.{0,60}(?:жаңалықтар\w*|хабарлама\w*|арна\w*|желі\w*).{0,40}(?:жазылыңыз|оқыңыз|қосылыңыз|парақша).{0,60}
    |.{0,60}(?:telegram|whatsapp)\s?(?:арна|желі|канал)\w*.{0,30}
    |(?:при\s(?:использовании|копировании|перепечатке)|использование|перепечатка|копирование)\s
     .{0,120}(?:ссылк|разрешен|запрещ).{0,100}
    |.{0,120}(?:көшір|пайдалан|жариял)\w*.{0,60}сілтеме.{0,80}
    |materiał\schroniony\sprawem.{0,120}
    |\([a-z]{2,5}(?:/[a-z]{2,5}){1,3}\)
    |(?:【纠错】\s*)?[【\[（(]?\s*(?:责任编辑|責任編輯|编辑|校对|来源)\s*[:：].{0,30}|】|[（(\[]end[）)\]]|\#{2,}
     |-\s?30\s?-
    |an\serror\shas\soccurred.{0,60}|the\spost\s.{1,200}\sappeared\sfirst\son\s.{1,80}
    |(?:click|tap)\s(?:here|this\slink|the\slink)\b.{0,140})""",
    re.I | re.X,
)
# Behind a text as well; in front of more lines, a list is made of them.
ADDRESS = re.compile(r"\S+@\S+\.\w{2,}|(?:https?://|www\.|(?:twitter|facebook)\.com/)\S+", re.I)
# Rates run through the margins of business pages: "USD 25,460 +0.2% | EUR 27,100".
# Possessive: eight rates and a word behind them kept a search busy for more than five seconds.
TICKER = re.compile(
    r"(?:(?:[A-Z]{3}(?:/[A-Z]{3})?|[$€£¥₸₫₽])\s*+[:=]?\s*+[\d., ]++(?:[▲▼↑↓+-]\s*+[\d.,]++\s*+%?"
    r"|\([^)]{1,12}\))?[\s|;,]*+){2,}"
)
# How agencies end a text: "/.", "- VNA", "— VNS", or "VNS" behind the last sentence, "（完）".
END_MARK = re.compile(
    r"\s*(?:/\.|(?:[-–—]\s?|(?<=[.!?…”\"])\s+)(?:VNA|VNS|TTXVN|ВИА|NDO|VOV|BERNAMA|ANTARA)"
    r"(?:/[A-Z]{2,5})?\.?/?\.?"
    r"|[（(](?:完|了|끝|END)[）)])\s*$"
)
