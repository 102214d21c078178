// engine_conformance.h - what every engine behind index::Engine must do. A test file for an engine includes
// this and instantiates EngineConformance with a factory; every hit, score and order asked for is
// engine-independent.
#pragma once

#include "tests/index/engine_field_conformance.h"
#include "tests/index/engine_search_conformance.h"
#include "tests/index/engine_store_conformance.h"
#include "tests/index/engine_view_conformance.h"
