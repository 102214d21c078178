#include "index/dossier.h"
