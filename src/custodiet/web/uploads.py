"""How a file that is sent in waits until it is in the store: without a name, so that a process that is killed leaves nothing of it.

Django's own temporary files have a name, and stay in the folder of uploads, in the clear, when the server dies before it removes
them. A file without a name goes with the process that holds it, however that ends.
"""

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Nameless(FileUploadHandler):
    """For whatever is too large to wait in memory."""

    def new_file(self, *words: Any, **more: Any) -> None:
        """A file begins."""
        super().new_file(*words, **more)
        nameless = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 (it is closed with the request)
        self.file = UploadedFile(nameless, self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """It is whole."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Whoever sent it broke off."""
        if hasattr(self, "file"):
            self.file.close()
