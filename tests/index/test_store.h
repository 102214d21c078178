// test_store.h - on which store the tests of a programme run that can run on both: files, or a server.
#pragma once

namespace vp::index {

/// On a server, each with a schema of its own: VP_TEST_ON_SERVER is set. Where there is no server they are skipped then.
bool is_test_on_server();

}  // namespace vp::index
