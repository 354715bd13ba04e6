using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Serverless.Architecture.Tests;

/// <summary>A compiled assembly, read without loading it.</summary>
sealed class AssemblyFile : IDisposable
{
    readonly PEReader _file;

    public AssemblyFile(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        Metadata = _file.GetMetadataReader();
    }

    public MetadataReader Metadata { get; }

    /// <summary>Simple names of the assemblies that this one refers to.</summary>
    public IReadOnlyList<string> References =>
        [.. Metadata.AssemblyReferences.Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name))];

    public void Dispose() => _file.Dispose();

    /// <summary>A product assembly as it was built together with these tests.</summary>
    public static AssemblyFile Product(string name) => new(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
}
