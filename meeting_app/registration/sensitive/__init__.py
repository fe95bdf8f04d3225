"""What a meeting may ask of those who register and nobody else may read: visa letters, passport
numbers, diet, access needs, telephones. Off until a meeting turns each on; sealed; deleted on its day."""
