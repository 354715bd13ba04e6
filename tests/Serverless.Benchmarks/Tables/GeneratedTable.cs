using System.Globalization;
using System.Text;
using Serverless.Core.Tables;

namespace Serverless.Benchmarks.Tables;

/// <summary>Tables of 15,625 and 117,649 architectures with values from a formula, so that the benchmark needs no files.</summary>
static class GeneratedTable
{
    internal const string Name = "generated";
    internal const string LargeName = "generated-large";

    const int Decisions = 6;
    const int Choices = 5;
    const int LargeChoices = 7;

    internal static string Description { get; } = Describe(Name, Choices);

    internal static string Rows { get; } = string.Concat(Lines(Choices));

    internal static string LargeDescription => Describe(LargeName, LargeChoices);

    internal static string LargeRows => string.Concat(Lines(LargeChoices));

    internal static ArchitectureTable Read() => ArchitectureTableReader.Read(
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes(Description)).Description!, _ => new StringReader(Rows));

    static string Describe(string name, int choices) => $$"""
        {
          "name": "{{name}}",
          "dimensions": [ {{string.Join(", ", Enumerable.Range(0, Decisions).Select(i => $$"""{ "name": "d{{i}}", "choices": [{{string.Join(", ", Enumerable.Range(0, choices).Select(choice => $"\"{choice}\""))}}] }"""))}} ],
          "files": [ { "name": "generated.csv", "metrics": [ { "column": "score", "goal": "maximise" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    static IEnumerable<string> Lines(int choices)
    {
        yield return string.Concat(Enumerable.Range(0, Decisions).Select(i => $"d{i},")) + "score,ms\n";
        for (var code = 0; code < Math.Pow(choices, Decisions); code++)
        {
            int[] digits = [.. Enumerable.Range(0, Decisions).Select(i => code / (int)Math.Pow(choices, i) % choices)];

            // Each decision pays less the more the others have, and costs its own price: a front of many sizes.
            var score = 100 * (1 - digits.Aggregate(1.0, (rest, digit) => rest / (1 + (0.15 * digit))));
            var ms = digits.Select((digit, i) => digit * (1 + (0.3 * i))).Sum() + (0.1 * (digits[0] * digits[5]));
            yield return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', digits)},{score:R},{ms:R}\n");
        }
    }
}
