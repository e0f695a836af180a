from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, edited
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    path = converted(folder, "docx")
    text = b"<w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent>"
    shape = b"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>" + text + b"</v:textbox></v:shape>"
    box = b"<w:p><w:r><w:pict>" + shape + b"</w:pict></w:r></w:p>"
    return compared(edited(path, "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + box)))
