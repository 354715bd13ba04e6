using Serverless.Core.Tables;

namespace Serverless.Bench.Problems;

/// <summary>A folder that holds the files of tables.</summary>
public sealed class TableFolder(string path)
{
    /// <summary>The environment variable that names the folder of the reference tables.</summary>
    public const string Variable = "SERVERLESS_DATA";

    /// <summary>Reads a table whose files are in this folder.</summary>
    /// <exception cref="BenchException">A file is missing, unreadable, or not as described.</exception>
    public ArchitectureTable Read(TableDescription description)
    {
        try
        {
            return ArchitectureTableReader.Read(description, Open);
        }
        catch (Exception unusable) when (unusable is TableException or IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new BenchException($"The table '{description.Name}' cannot be read: {unusable.Message}");
        }
    }

    TextReader Open(string name)
    {
        var file = Path.Combine(path, name);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{name} is not in {Path.GetFullPath(path)}; specify its folder with --data or {Variable}.");
        }

        return TableText.Open(name, File.OpenRead(file));
    }
}
