import unittest, io, sys
class Math(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.log = ["class"]
    def setUp(self): self.log.append("setUp"); self.addCleanup(self.log.append, "cleanup")
    def tearDown(self): self.log.append("tearDown")
    def test_ok(self): self.assertEqual(1 + 1, 2); self.assertTrue([1]); self.assertIn(1, [1]); self.assertIsNone(None); self.assertAlmostEqual(0.1 + 0.2, 0.3)
    def test_fail(self): self.assertEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})
    def test_fail_list(self): self.assertEqual([1, 2, 3], [1, 4], "lists differ here")
    def test_fail_text(self): self.assertMultiLineEqual("a\nb\nc\n", "a\nX\nc\n")
    def test_error(self): 1 / 0
    @unittest.skip("not now")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail("as expected")
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_raises(self):
        with self.assertRaises(ValueError) as cm: int("x")
        self.assertIn("invalid", str(cm.exception))
        self.assertRaisesRegex(KeyError, "k.y", {}.__getitem__, "key")
    def test_raises_not(self):
        with self.assertRaises(ValueError): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_skip_inside(self): self.skipTest("inside")
    def test_more(self):
        self.assertCountEqual([1, 2, 2], [2, 1, 2]); self.assertGreater(2, 1); self.assertIsInstance(5, int); self.assertRegex("abc", "b"); self.assertDictEqual({}, {}); self.assertNotIn(5, []); self.assertIs(None, None); self.assertLess(1, 2); self.assertStartsWith("abc", "a"); self.assertHasAttr(5, "real")
        with self.assertWarns(UserWarning): __import__("warnings").warn("w")
        with self.assertLogs() if 0 else self.subTest(): pass
class Async(unittest.TestCase):
    def runTest(self): self.assertSetEqual({1}, {2})
suite = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(Math), Async()])
out = io.StringIO()
res = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)
text = out.getvalue()
import re
print(re.sub(r"in \d+\.\d+s", "in TIME", text).replace(__file__, "FILE"))
print(res.testsRun, len(res.failures), len(res.errors), len(res.skipped), len(res.expectedFailures), len(res.unexpectedSuccesses), res.wasSuccessful(), Math.log.count("cleanup"), suite.countTestCases())
