"""Which characters are read alike."""

from corpus.folding.sounds import sounds_alike


def test_homophones_need_the_same_length() -> None:
    assert sounds_alike("权利", "权力")
    assert not sounds_alike("权", "权力")
