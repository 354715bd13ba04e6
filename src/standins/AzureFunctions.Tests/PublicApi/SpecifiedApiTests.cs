using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>Compares the public surface with what the packages are known to have, which <c>Specified.txt</c> says by names.</summary>
public sealed class SpecifiedApiTests
{
    static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Specified =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicApi", "Specified.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => (IReadOnlyList<string>)words[1..]);

    static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Surface =
        typeof(FunctionAttribute).Assembly.GetExportedTypes()
            .ToDictionary(type => type.FullName!, type => (IReadOnlyList<string>)[.. PublicSurface.NamesOf(type)]);

    [Fact]
    public void B55_SpecifiedNames_AreThereUnlessLeftOut()
    {
        Specified.Keys.Where(type => type[0] != '-').Except(Surface.Keys).ShouldBeEmpty();
        foreach (var (type, members) in Specified.Where(pair => pair.Key[0] != '-'))
        {
            members.Where(member => member[0] != '-').Select(member => member.TrimStart('+')).Except(Surface[type]).ShouldBeEmpty(type);
        }
    }

    [Fact]
    public void B55_NamesLeftOut_AreNotThere()
    {
        Specified.Keys.Where(type => type[0] == '-').Select(type => type[1..]).Intersect(Surface.Keys).ShouldBeEmpty();
        foreach (var (type, members) in Specified.Where(pair => pair.Key[0] != '-'))
        {
            members.Where(member => member[0] == '-').Select(member => member[1..]).Intersect(Surface[type]).ShouldBeEmpty(type);
        }
    }

    [Fact]
    public void B55_PublicNames_AreSpecified()
    {
        Surface.Keys.Except(Specified.Keys).ShouldBeEmpty();
        foreach (var (type, members) in Surface)
        {
            members.Except(Specified[type].Select(member => member.TrimStart('+'))).ShouldBeEmpty(type);
        }
    }
}
