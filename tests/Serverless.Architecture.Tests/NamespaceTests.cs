namespace Serverless.Architecture.Tests;

/// <summary>Assemblies of the product define no types in the namespaces of packages.</summary>
public sealed class NamespaceTests
{
    static readonly string[] Foreign = ["Microsoft", "Azure", "TorchSharp", "DurableTask"];

    public static TheoryData<string> OwnAssemblies =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "Serverless.*.dll").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(OwnAssemblies))]
    public void Types_OfOwnAssemblies_AreInNoPackagesNamespace(string name)
    {
        using var assembly = AssemblyFile.Product(name);
        var metadata = assembly.Metadata;

        var foreign = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .Where(type => Foreign.Contains(type.Namespace.Split('.')[0]) && !IsWrittenByCompiler(type.Namespace))
            .Select(type => $"{type.Namespace}.{type.Name}");

        foreign.ShouldBeEmpty();
    }

    // The compiler embeds attributes of its own, such as EmbeddedAttribute, where a framework lacks them.
    static bool IsWrittenByCompiler(string name) => name == "Microsoft.CodeAnalysis";
}
