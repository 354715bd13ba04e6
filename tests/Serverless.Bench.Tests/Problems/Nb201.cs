using Serverless.Bench.Problems;
using Serverless.Core.Tables;
using Serverless.Testing;

namespace Serverless.Bench.Tests.Problems;

/// <summary>Problems of the published tables, read once; tests are skipped where this machine does not have the tables.</summary>
static class Nb201
{
    static readonly Lazy<ProblemCatalogue> Unmerged = new(() => Catalogue(isMerging: false));
    static readonly Lazy<ProblemCatalogue> Merged = new(() => Catalogue(isMerging: true));

    public static TableProblem Problem(string name, string? label = null)
    {
        SkipWithoutTables();
        return Unmerged.Value.Find(name, label);
    }

    public static TableProblem MergedProblem(string name)
    {
        SkipWithoutTables();
        return Merged.Value.Find(name);
    }

    public static void SkipWithoutTables()
    {
        foreach (var file in KnownTables.All.SelectMany(table => table.Files))
        {
            Assert.SkipWhen(ReferenceTables.Find(file.Name) is null, ReferenceTables.MissingReason(file.Name));
        }
    }

    static ProblemCatalogue Catalogue(bool isMerging) =>
        new([.. KnownTables.All.Select(table => (table, new TableFolder(ReferenceTables.Folder)))], isMerging);
}
