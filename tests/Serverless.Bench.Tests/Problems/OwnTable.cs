using Serverless.Bench.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Problems;

/// <summary>A user's table: four depths, four widths, one row missing, one blank, one at chance level.</summary>
static class OwnTable
{
    public const string Description = """
        {
          "name": "mine",
          "dimensions": [ { "name": "depth", "choices": ["1", "2", "3", "4"] }, { "name": "width", "choices": ["1", "2", "3", "4"] } ],
          "files": [ { "name": "mine.csv", "metrics": [
            { "column": "accuracy", "goal": "maximise", "unit": "%", "chanceLevel": 10 },
            { "column": "ms", "goal": "minimise", "unit": "ms" }, { "column": "mj", "goal": "minimise", "unit": "mJ" } ] } ]
        }
        """;

    /// <summary>accuracy = 20 depth + 2 width, ms = depth + width, mj = (5 − depth) width.</summary>
    public static string Rows { get; } = "depth,width,accuracy,ms,mj\n" + string.Concat(
        from depth in Enumerable.Range(1, 4)
        from width in Enumerable.Range(1, 4)
        where (depth, width) != (4, 4)
        let accuracy = (depth, width) == (1, 1) ? 10 : (20 * depth) + (2 * width)
        let ms = (depth, width) == (4, 1) ? "" : $"{depth + width}"
        select $"{depth},{width},{accuracy},{ms},{(5 - depth) * width}\n");

    public static string Write(TemporaryFolder folder)
    {
        File.WriteAllText(Path.Combine(folder.Path, "mine.csv"), Rows);
        var path = Path.Combine(folder.Path, "mine.json");
        File.WriteAllText(path, Description);
        return path;
    }

    public static TableProblem Problem(string metrics = "accuracy/ms")
    {
        using var folder = new TemporaryFolder();
        return new ProblemCatalogue([DescribedTable.Read(Write(folder))], isMerging: false).Find($"mine/{metrics}");
    }

    /// <summary>Every depth and width: accuracy = 20 depth + 2 width, ms = 3 depth + width.</summary>
    public static TableProblem CompleteProblem()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder);
        File.WriteAllText(Path.Combine(folder.Path, "mine.csv"), "depth,width,accuracy,ms,mj\n" + string.Concat(
            from depth in Enumerable.Range(1, 4)
            from width in Enumerable.Range(1, 4)
            select $"{depth},{width},{(20 * depth) + (2 * width)},{(3 * depth) + width},1\n"));
        return new ProblemCatalogue([DescribedTable.Read(path)], isMerging: false).Find("mine/accuracy/ms");
    }
}
