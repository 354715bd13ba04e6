using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Serverless.TestRunner;

/// <summary>The results of the tests of one program.</summary>
/// <param name="Passed">The number of tests that passed.</param>
/// <param name="Skipped">The number of tests that were skipped; the log has the reasons.</param>
/// <param name="Failures">One entry for each test or fixture that failed.</param>
public sealed record TestResults(int Passed, int Skipped, IReadOnlyList<TestFailure> Failures)
{
    /// <value>Of a program without tests.</value>
    public static TestResults Nothing { get; } = new(0, 0, []);

    /// <summary>Reads what xunit wrote; null when there is no such file, or the program ended in the middle of writing it.</summary>
    public static TestResults? Read(string path)
    {
        try
        {
            var assemblies = XDocument.Load(path).Descendants("assembly").ToList();
            return assemblies.Count == 0 ? null : new TestResults(
                assemblies.Sum(assembly => Count(assembly, "passed")),
                assemblies.Sum(assembly => Count(assembly, "skipped") + Count(assembly, "not-run")),
                [
                    .. assemblies.Descendants("test").Where(test => (string?)test.Attribute("result") == "Fail").Select(test => Failure("", test)),
                    .. assemblies.Descendants("error").Select(error => Failure($"{(string?)error.Attribute("type")} ", error)),
                ]);
        }
        catch (Exception unreadable) when (unreadable is IOException or XmlException)
        {
            return null;
        }
    }

    static int Count(XElement assembly, string name) => int.Parse((string?)assembly.Attribute(name) ?? "0", CultureInfo.InvariantCulture);

    static TestFailure Failure(string kind, XElement failed)
    {
        var failure = failed.Element("failure");
        return new TestFailure(
            kind + (string?)failed.Attribute("name"),
            (string?)failure?.Element("message") ?? "",
            $"{(string?)failure?.Element("stack-trace")}\n{(string?)failed.Element("output")}");
    }
}

/// <summary>A test that failed, or a program that failed as a whole.</summary>
/// <param name="Name">The full name of the test, or a description of the program's failure.</param>
/// <param name="Message">The reason for the failure.</param>
/// <param name="Details">The place of the failure and the output; can be empty.</param>
public sealed record TestFailure(string Name, string Message, string Details)
{
    /// <summary>Writes the name, and the message below it; with the details, if wanted.</summary>
    public void Write(TextWriter output, bool withDetails)
    {
        var below = string.Join('\n', new[] { Message, withDetails ? Details : "" }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.TrimEnd()));
        output.WriteLine(string.Join("\n    ", [$"FAILED {Name}", .. below.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0)]));
    }
}
