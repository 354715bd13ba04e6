using System.Globalization;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core.Tables;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Functions.Tests.Tables;

/// <summary>A table of every cell of NAS-Bench-201 with values from a formula: more convolutions score more and take longer.</summary>
static class CellTable
{
    public const string Name = "cells";
    public const double Chance = 10;

    const string Description = """
        {
          "name": "cells", "space": "nasbench201", "architecture": {"column": "code", "form": "code"},
          "files": [ { "name": "cells.csv", "metrics": [
            { "column": "score", "goal": "maximise", "chanceLevel": 10 }, { "column": "ms", "goal": "minimise" } ] } ]
        }
        """;

    static readonly NasBench201Space Space = new();
    static readonly ArchitectureEncoder Encoder = ArchitectureEncoders.For(Space, Space.DefaultSkeleton, TableImages.Shape);
    static readonly Lazy<byte[]> Rows = new(Write);

    /// <summary>Its blobs in the container <c>tables</c>, the description last.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Blobs =>
        [($"{Name}/cells.csv", Rows.Value), ($"{Name}/table.json", Encoding.UTF8.GetBytes(Description))];

    /// <summary>Whether a cell's input reaches its output.</summary>
    public static bool IsConnected(string notation) =>
        Space.TryParse(notation, out var cell, out var error) ? Encoder.IsConnected(Space.Canonicalise(cell)) : throw new InvalidOperationException(error);

    /// <summary>Puts it into the container <c>tables</c>.</summary>
    public static async Task UploadAsync(IDocumentStore store)
    {
        foreach (var (name, content) in Blobs)
        {
            await store.TryCreateBytesAsync(new BlobPath(BlobPaths.Tables, name), content, CancellationToken.None);
        }
    }

    static byte[] Write()
    {
        var rows = new StringBuilder("code,score,ms\n");
        for (var number = 0; number < 15_625; number++)
        {
            int[] code = [.. Enumerable.Range(0, 6).Select(place => number / (int)Math.Pow(5, place) % 5)];
            var (small, large) = (code.Count(operation => operation == 2), code.Count(operation => operation == 3));
            var score = Encoder.IsConnected(Space.Canonicalise(Space.Create(code))) ? 50 + (3 * small) + (5 * large) + (code[0] == 1 ? 2 : 0) : Chance;
            rows.Append(CultureInfo.InvariantCulture, $"{string.Concat(code)},{score},{1 + small + (2 * large)}\n");
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }
}
