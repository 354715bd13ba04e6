using System.Runtime.Versioning;
using Serverless.Cli.Commands;
using Serverless.Cli.Local;
using Serverless.Cli.Local.Platform;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Local.Platform;

[SupportedOSPlatform("linux")]
public sealed class UpFolderTests : IDisposable
{
    static readonly LocalPlatform Platform = new(new Uri("http://127.0.0.1:7071"), "the-key", "the-read-key", "UseDevelopmentStorage=true");

    readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Publish_Platform_CanBeReadByThisUserAlone()
    {
        using var only = Folder().Lock();

        Folder().Publish(Platform);

        (string Name, string Text)[] files =
            [("url", "http://127.0.0.1:7071\n"), ("key", "the-key\n"), ("read-key", "the-read-key\n"), ("storage", "UseDevelopmentStorage=true\n")];
        foreach (var (name, text) in files)
        {
            File.ReadAllText(PathOf(name)).ShouldBe(text);
            File.GetUnixFileMode(PathOf(name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void Withdraw_AfterPublish_KeepsTheKeyForTheNextTime()
    {
        using var only = Folder().Lock();
        Folder().Publish(Platform);

        Folder().Withdraw();

        File.Exists(PathOf("url")).ShouldBeFalse();
        File.Exists(PathOf("storage")).ShouldBeFalse();
        Folder().Key().ShouldBe("the-key");
        Folder().ReadKey().ShouldBe("the-read-key");
    }

    [Fact]
    public void Key_FirstTime_IsLongAndNew()
    {
        Folder().Key().Length.ShouldBe(64);
        Folder().Key().ShouldNotBe(Folder().Key());
    }

    [Fact]
    public void Lock_WhileAnotherHoldsIt_NamesTheOthersAddress()
    {
        using var first = Folder().Lock();
        Folder().Publish(Platform);

        var failure = Should.Throw<CliException>(() => Folder().Lock());

        failure.Message.ShouldBe("Another 'up' is running in this folder.");
        failure.Details.ShouldBe(["Its address: http://127.0.0.1:7071"]);
    }

    [Fact]
    public void Lock_OnceTheOtherHasLeft_IsTaken()
    {
        Folder().Lock().Dispose();

        Should.NotThrow(() => Folder().Lock().Dispose());
    }

    [Fact]
    public void Over_PlatformRuns_NamesItAndItsKey()
    {
        using var only = Folder().Lock();
        Folder().Publish(Platform);

        var variables = Folder().Over(name => name == "OTHER" ? "kept" : null);

        variables(Connection.UrlVariable).ShouldBe("http://127.0.0.1:7071");
        variables(Connection.KeyFileVariable).ShouldBe(PathOf("key"));
        variables("OTHER").ShouldBe("kept");
    }

    [Fact]
    public void Over_AnotherPlatformIsNamed_LeavesItAndItsKeyAlone()
    {
        using var only = Folder().Lock();
        Folder().Publish(Platform);

        var variables = Folder().Over(name => name == Connection.UrlVariable ? "https://elsewhere" : null);

        variables(Connection.UrlVariable).ShouldBe("https://elsewhere");
        variables(Connection.KeyFileVariable).ShouldBeNull();
    }

    [Fact]
    public void Over_NothingRuns_ChangesNothing() => Folder().Over(_ => null)(Connection.UrlVariable).ShouldBeNull();

    string PathOf(string name) => Path.Combine(_root.Path, ".serverless", "up", name);

    UpFolder Folder() => new(new Checkout(_root.Path));
}
