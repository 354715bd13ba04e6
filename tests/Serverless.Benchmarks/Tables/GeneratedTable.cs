using System.Globalization;
using System.Text;
using Serverless.Core.Tables;

namespace Serverless.Benchmarks.Tables;

/// <summary>A table of 15,625 architectures whose values a formula gives, so that nothing has to be there to measure with.</summary>
static class GeneratedTable
{
    internal const string Name = "generated";

    const int Decisions = 6;
    const int Choices = 5;

    internal static string Description { get; } = $$"""
        {
          "name": "{{Name}}",
          "dimensions": [ {{string.Join(", ", Enumerable.Range(0, Decisions).Select(i => $$"""{ "name": "d{{i}}", "choices": ["0", "1", "2", "3", "4"] }"""))}} ],
          "files": [ { "name": "generated.csv", "metrics": [ { "column": "score", "goal": "maximise" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    internal static string Rows { get; } = string.Concat(Lines());

    internal static ArchitectureTable Read() => ArchitectureTableReader.Read(
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes(Description)).Description!, _ => new StringReader(Rows));

    static IEnumerable<string> Lines()
    {
        yield return string.Concat(Enumerable.Range(0, Decisions).Select(i => $"d{i},")) + "score,ms\n";
        for (var code = 0; code < Math.Pow(Choices, Decisions); code++)
        {
            int[] digits = [.. Enumerable.Range(0, Decisions).Select(i => code / (int)Math.Pow(Choices, i) % Choices)];

            // Each decision pays less the more the others have, and costs its own price: a front of many sizes.
            var score = 100 * (1 - digits.Aggregate(1.0, (rest, digit) => rest / (1 + (0.15 * digit))));
            var ms = digits.Select((digit, i) => digit * (1 + (0.3 * i))).Sum() + (0.1 * (digits[0] * digits[5]));
            yield return string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', digits)},{score:R},{ms:R}\n");
        }
    }
}
