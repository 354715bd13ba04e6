using System.Text;
using Microsoft.Extensions.Options;
using Serverless.Application.Storage;
using Serverless.Application.Tables;
using Serverless.Core.Tables;
using Serverless.Functions.Tests.Activities;
using Serverless.Functions.Tests.Schedules;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Tables;

[Collection(ActivityCollection.Name)]
public sealed class TableLibraryTests(AzuriteFixture azurite) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_PublishedAndDescribedTables_AreListedAndRead()
    {
        Write("mine/table.json", FormulaTable.Description.Replace("formula", "mine", StringComparison.Ordinal));
        Write("mine/mine.csv", FormulaTable.Rows);
        Write("nasbench_macro.csv.gz", "not opened when listed");
        Write("empty/other.json", "{}");
        var library = new TableLibrary([Folder()], TimeProvider.System);

        var list = await library.ListAsync(CancellationToken.None);
        var table = await library.ReadAsync("mine", _ => [], CancellationToken.None);

        list.Tables.Select(one => one.Name).ShouldBe(["mine", "nasbench-macro"]);
        list.Broken.ShouldBeEmpty();
        table.Architectures.Count.ShouldBe(124);
        (await library.ReadAsync("mine", _ => [], CancellationToken.None)).ShouldBeSameAs(table);
    }

    [Fact]
    public async Task Folder_FileThatChanged_IsReadAnewAfterAWhile()
    {
        Write("formula/table.json", FormulaTable.Description);
        Write("formula/formula.csv", FormulaTable.Rows);
        var time = new SetClock(SearchBench.Noon);
        var library = new TableLibrary([Folder()], time);
        var first = await library.ReadAsync("formula", _ => [], CancellationToken.None);

        File.WriteAllText(Path.Combine(_folder.Path, "formula", "formula.csv"), "a,b,c,score,ms,size,flow,jacov,snip,early\n0,0,0,1,1,1,1,1,1,1\n");
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "formula", "formula.csv"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (await library.ReadAsync("formula", _ => [], CancellationToken.None)).ShouldBeSameAs(first);
        time.Now += TimeSpan.FromMinutes(1);
        (await library.ReadAsync("formula", _ => [], CancellationToken.None)).Architectures.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OptionalFile_OfEitherPlace_IsReadWhenItsColumnIsAskedForAndMayBeMissing(bool isBlob)
    {
        const string description = """
            { "name": "two", "dimensions": [ { "name": "a", "choices": ["0", "1"] } ], "join": "a",
              "files": [ { "name": "one.csv", "metrics": [ { "column": "ms", "goal": "minimise" } ] },
                         { "name": "extra.csv", "optional": true, "metrics": [ { "column": "snip", "goal": "maximise" } ] } ] }
            """;
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        var library = new TableLibrary([isBlob ? new BlobTables(bench.Store) : Folder()], TimeProvider.System);
        Task PutAsync(string file, string text)
        {
            Write($"two/{file}", text);
            return bench.Store.TryCreateBytesAsync(BlobPaths.TableFile("two", file), Encoding.UTF8.GetBytes(text), CancellationToken.None);
        }

        await PutAsync("table.json", description);
        await PutAsync("one.csv", "a,ms\n0,1\n1,2\n");

        (await library.ReadAsync("two", _ => ["ms"], CancellationToken.None)).Column("ms").ToArray().ShouldBe([1, 2]);
        (await Should.ThrowAsync<TableException>(() => library.ReadAsync("two", _ => ["ms", "snip"], CancellationToken.None))).Message
            .ShouldMatch("^extra.csv: .*Without this file, the table 'two' has no snip: put the file next to the table's other files, or choose objectives");

        await PutAsync("extra.csv", "a,snip\n1,7\n");
        var reads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => library.ReadAsync("two", _ => ["snip"], CancellationToken.None)));
        reads.ShouldAllBe(table => table == reads[0]);
        reads[0].Column("snip").ToArray().ShouldBe([double.NaN, 7]);
    }

    [Fact]
    public async Task BlobsAndFolder_OfOneName_BlobsGoFirst()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await FormulaTable.UploadAsync(bench.Store);
        Write("formula/table.json", FormulaTable.Description);
        Write("formula/formula.csv", "a,b,c,score,ms,size,flow,jacov,snip,early\n0,0,0,1,1,1,1,1,1,1\n");
        var library = new TableLibrary([new BlobTables(bench.Store), Folder()], TimeProvider.System);

        (await library.ReadAsync("formula", _ => [], CancellationToken.None)).Architectures.Count.ShouldBe(124);
        (await library.ListAsync(CancellationToken.None)).Tables.ShouldContain(table => table.Name == "formula");
    }

    [Fact]
    public async Task Broken_DescriptionsAndFiles_AreToldByName()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString);
        await bench.Store.TryCreateBytesAsync(BlobPaths.Table("broken"), Encoding.UTF8.GetBytes("{}"), CancellationToken.None);
        await bench.Store.TryCreateBytesAsync(
            BlobPaths.Table("renamed"), Encoding.UTF8.GetBytes(FormulaTable.Description), CancellationToken.None);
        Write("half/table.json", FormulaTable.Description.Replace("formula", "half", StringComparison.Ordinal));
        var library = new TableLibrary([new BlobTables(bench.Store), Folder()], TimeProvider.System);

        var broken = (await library.ListAsync(CancellationToken.None)).Broken;

        broken.Single(one => one.Name == "broken").Reason.Message.ShouldContain("Blob 'tables/broken/table.json' does not describe a table: /name");
        broken.Single(one => one.Name == "renamed").Reason.Message.ShouldContain("describes the table 'formula'. Name its folder after the table.");
        (await Should.ThrowAsync<TableException>(() => library.ReadAsync("half", _ => [], CancellationToken.None))).Message.ShouldContain("The file is missing");
        (await Should.ThrowAsync<TableException>(() => library.ReadAsync("../half", _ => [], CancellationToken.None))).Message.ShouldContain("This table no longer exists");
    }

    FolderTables Folder() => new(Options.Create(new TableOptions { Folder = _folder.Path }));

    void Write(string path, string content)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
