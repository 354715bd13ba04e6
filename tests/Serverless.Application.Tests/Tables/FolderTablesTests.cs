using Microsoft.Extensions.Options;
using Serverless.Application.Tables;
using Serverless.Core.Tables;
using Serverless.Testing;

namespace Serverless.Application.Tests.Tables;

public sealed class FolderTablesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_PublishedTableBesideAFolderOfItsName_IsOfItsOwnFile()
    {
        var tables = new FolderTables(Options.Create(new TableOptions { Folder = _folder.Path }));
        var table = KnownTables.Find("hat-wmt14ende-xeon")!;
        Directory.CreateDirectory(Path.Combine(_folder.Path, table.Name));
        (await tables.ListAsync(CancellationToken.None)).ShouldBeEmpty("neither a description nor its file is there");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, table.Files[0].Name), "its own");

        (await tables.FindAsync(table.Name, CancellationToken.None)).ShouldBe(table);
        using var content = new StreamReader(await tables.OpenAsync(table, table.Files[0], CancellationToken.None));
        (await content.ReadToEndAsync()).ShouldBe("its own");
    }
}
