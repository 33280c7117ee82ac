import os
from unittest import mock
m = mock.Mock(return_value=5); m(1, a=2); m.attr.deep(3)
print(m(), m.call_count, m.call_args_list, m.method_calls, m.attr.deep.called)
try: m.assert_called_once_with(9)
except AssertionError as e: print(str(e).splitlines()[0])
with mock.patch("os.getcwd", return_value="patched"): print(os.getcwd())
with mock.patch.dict(os.environ, {"ONLY_HERE": "1"}): print(os.environ["ONLY_HERE"])
print(mock.sentinel.x, mock.call(1, a=2), mock.ANY == 5, m.mock_calls[:2])
mm = mock.MagicMock(); mm.__len__.return_value = 3; mm.side_effect = [1, KeyError("se")]; print(len(mm), mm())
try: mm()
except KeyError as e: print(e)
