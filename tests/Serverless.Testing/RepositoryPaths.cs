using System.Reflection;

namespace Serverless.Testing;

/// <summary>The paths of build outputs, as recorded in this assembly.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder of npm packages that set-up installed.</summary>
    public static string NpmModules { get; } = Metadata("NpmModules");

    /// <summary>The folder that holds one output folder per project.</summary>
    public static string ArtifactsBin { get; } = Metadata("ArtifactsBin");

    /// <summary>The repository's own folder.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration (debug, release) that the running tests were built with.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    /// <summary>The main assembly of a project built together with these tests.</summary>
    /// <exception cref="FileNotFoundException">The project was not built in this configuration.</exception>
    public static string Assembly(string project)
    {
        var path = Path.Combine(ArtifactsBin, project, Configuration, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} ({Configuration}) before running these tests.", path);
    }

    static string Metadata(string key) =>
        typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
