#include "nlp/run_map.h"
