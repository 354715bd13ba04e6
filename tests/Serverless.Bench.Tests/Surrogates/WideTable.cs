using System.Globalization;
using System.Text;
using Serverless.Bench.Problems;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Surrogates;

/// <summary>A user's table of 216 architectures, in which accuracy conflicts with the milliseconds on three devices.</summary>
static class WideTable
{
    const int Choices = 6;

    public const string Description = """
        {
          "name": "wide",
          "dimensions": [
            { "name": "depth", "choices": ["1", "2", "3", "4", "5", "6"] }, { "name": "width", "choices": ["1", "2", "3", "4", "5", "6"] },
            { "name": "kernel", "choices": ["1", "2", "3", "4", "5", "6"] } ],
          "files": [ { "name": "wide.csv", "metrics": [
            { "column": "accuracy", "goal": "maximise", "unit": "%", "chanceLevel": 10 },
            { "column": "phone", "goal": "minimise", "unit": "ms" }, { "column": "board", "goal": "minimise", "unit": "ms" },
            { "column": "server", "goal": "minimise", "unit": "ms" }, { "column": "parameters", "goal": "minimise" } ] } ]
        }
        """;

    public static string Rows()
    {
        var text = new StringBuilder("depth,width,kernel,accuracy,phone,board,server,parameters\n");
        for (var depth = 1; depth <= Choices; depth++)
        {
            for (var width = 1; width <= Choices; width++)
            {
                for (var kernel = 1; kernel <= Choices; kernel++)
                {
                    var accuracy = 60 + (8 * Math.Log(depth * width)) + Math.Sin(kernel);
                    var phone = 1 + (depth * 2.0) + (width * kernel);
                    var board = 2 + (depth * 3.0) + (width * kernel * 0.5);
                    var server = 3 + depth + (width * kernel * 0.2);
                    text.AppendLine(CultureInfo.InvariantCulture, $"{depth},{width},{kernel},{accuracy:R},{phone:R},{board:R},{server:R},{depth * width}");
                }
            }
        }

        return text.ToString();
    }

    public static string Write(TemporaryFolder folder)
    {
        File.WriteAllText(Path.Combine(folder.Path, "wide.csv"), Rows());
        var path = Path.Combine(folder.Path, "wide.json");
        File.WriteAllText(path, Description);
        return path;
    }

    public static TableProblem Problem(string metrics = "accuracy/phone")
    {
        using var folder = new TemporaryFolder();
        return new ProblemCatalogue([DescribedTable.Read(Write(folder))], isMerging: false).Find($"wide/{metrics}");
    }
}
