"""page_finder - looks texts of the gold up in the pages of a PDF, as pdftotext -raw gives them."""
import re
import unicodedata


def squash(text):
    """Letters, digits and signs without any space, hyphen or dot leader: equal for a text and for its lines."""
    return re.sub(r"\.{2,}", "", re.sub(r"[-\u2010\u00ad\s]", "", unicodedata.normalize("NFKC", text)))


class PageFinder:
    """Texts stand in the order of the gold, so each is looked for from the page of the one before."""

    def __init__(self, pages, path, problems):
        self.pages, self.path, self.problems = pages, path, problems
        self.page = 0

    def find(self, text):
        """The 1-based page on which the text starts."""
        needle = squash(text)
        for number in range(self.page, len(self.pages)):
            if needle in self.pages[number]:
                self.page = number
                return number + 1
        for number in range(self.page, len(self.pages) - 1):  # goes on over the page end
            here, after = self.pages[number], self.pages[number + 1]
            if any(needle[:cut] in here and needle[cut:] in after for cut in range(len(needle) - 1, 7, -1)):
                self.page = number
                return number + 1
        self.problems.append(f"{self.path}: not in the PDF: '{text[:60]}'")
        return 0

    def require(self, text):
        """Must stand on this page or the next."""
        here = "".join(self.pages[self.page:self.page + 1])
        after = "".join(self.pages[self.page + 1:self.page + 2])
        needle = squash(text)
        if not any(needle[:cut] in here and needle[cut:] in after for cut in range(len(needle) + 1)):
            self.problems.append(f"{self.path}: page {self.page + 1}: not there: '{text}'")

    def is_whole(self, text):
        """The text stands on this page, all of it."""
        return squash(text) in self.pages[self.page]

    def starts_with(self, text, length):
        """The first `length` characters of the text stand on this page."""
        return squash(text[:length]) in self.pages[self.page]
