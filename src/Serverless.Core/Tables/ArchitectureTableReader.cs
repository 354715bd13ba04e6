namespace Serverless.Core.Tables;

/// <summary>Reads a table by its description.</summary>
public static class ArchitectureTableReader
{
    /// <summary>Reads all files. O(rows × columns).</summary>
    /// <remarks>A blank cell, or one of a joined file without the row, is NaN. Rows that only later files have are left out.</remarks>
    /// <param name="description">What the columns mean.</param>
    /// <param name="open">Opens a file by name, decompressed; the reader is disposed of here.</param>
    /// <exception cref="TableException">A file is not as described; the message names file, line and remedy.</exception>
    public static ArchitectureTable Read(TableDescription description, Func<string, TextReader> open)
    {
        var building = new ArchitectureTableBuilder(description);
        foreach (var file in description.Files)
        {
            using var text = open(file.Name);
            building.Add(file, new TableCells(text, file.Name));
        }

        return building.Build();
    }
}
