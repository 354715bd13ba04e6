using System.Globalization;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Functions.Tests.Tables;

/// <summary>A table of 125 architectures with values from a formula; one row is missing, one has a blank.</summary>
static class FormulaTable
{
    public const string Name = "formula";
    public const string Missing = "a=4 b=4 c=4";
    public const string Blank = "a=0 b=0 c=0";

    public const string Description = """
        {
          "name": "formula",
          "dimensions": [
            { "name": "a", "choices": ["0", "1", "2", "3", "4"] }, { "name": "b", "choices": ["0", "1", "2", "3", "4"] },
            { "name": "c", "choices": ["0", "1", "2", "3", "4"] } ],
          "files": [ { "name": "formula.csv", "metrics": [
            { "column": "score", "goal": "maximise", "epochs": 100, "lower": [{ "epochs": 10, "column": "early" }] }, { "column": "early", "goal": "maximise" }, { "column": "ms", "metric": "latencyMs", "goal": "minimise", "unit": "ms" }, { "column": "size", "goal": "minimise" },
            { "column": "flow", "metric": "logSynflow", "goal": "maximise" }, { "column": "jacov", "metric": "jacobianCovariance", "goal": "maximise" },
            { "column": "snip", "metric": "snip", "goal": "maximise" } ] } ]
        }
        """;

    /// <summary>score = 10 (a + b + c) + (a b + c) mod 7, ms = 1 + 2 a + b, size = 100 c, flow = a + b, jacov = b c, snip = a − c, early = a + b + c.</summary>
    public static string Rows { get; } = "a,b,c,score,ms,size,flow,jacov,snip,early\n" + string.Concat(
        from a in Enumerable.Range(0, 5)
        from b in Enumerable.Range(0, 5)
        from c in Enumerable.Range(0, 5)
        where $"a={a} b={b} c={c}" != Missing
        let ms = $"a={a} b={b} c={c}" == Blank ? "" : (1 + (2 * a) + b).ToString(CultureInfo.InvariantCulture)
        select $"{a},{b},{c},{(10 * (a + b + c)) + (((a * b) + c) % 7)},{ms},{100 * c},{a + b},{b * c},{a - c},{a + b + c}\n");

    public static ArchitectureTable Read()
    {
        var description = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(Description)).Description!;
        return ArchitectureTableReader.Read(description, _ => new StringReader(Rows));
    }

    /// <summary>Puts it into the container <c>tables</c>.</summary>
    public static async Task UploadAsync(IDocumentStore store)
    {
        await store.TryCreateBytesAsync(BlobPaths.TableFile(Name, "formula.csv"), Encoding.UTF8.GetBytes(Rows), CancellationToken.None);
        await store.TryCreateBytesAsync(BlobPaths.Table(Name), Encoding.UTF8.GetBytes(Description), CancellationToken.None);
    }
}
