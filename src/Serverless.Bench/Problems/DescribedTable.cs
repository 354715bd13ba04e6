using Serverless.Core.Tables;

namespace Serverless.Bench.Problems;

/// <summary>Reads a user's own table: a JSON file that describes it, and the files next to it.</summary>
public static class DescribedTable
{
    /// <exception cref="BenchException">The description cannot be read; the message lists all its errors.</exception>
    public static (TableDescription Description, TableFolder Folder) Read(string path)
    {
        TableDescriptionReading reading;
        try
        {
            reading = TableDescriptionReader.Read(File.ReadAllBytes(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BenchException($"The table's description '{path}' cannot be read: {unreadable.Message}");
        }

        return reading.IsValid
            ? (reading.Description, new TableFolder(Path.GetDirectoryName(Path.GetFullPath(path))!))
            : throw new BenchException($"{path} does not describe a table: {string.Join(" ", reading.Errors.Select(error => $"{error.Pointer}: {error.Message}"))}");
    }
}
