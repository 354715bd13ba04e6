namespace Serverless.Core.Tables;

/// <summary>Reads a table by its description.</summary>
public static class ArchitectureTableReader
{
    /// <summary>Reads all files but the optional ones, which are read when a column of theirs is asked for. O(rows × columns).</summary>
    /// <remarks>A blank cell, or one of a joined file without the row, is NaN. Rows that only later files have are left out.</remarks>
    /// <param name="description">What the columns mean.</param>
    /// <param name="open">
    /// Opens a file by name, decompressed; the reader is disposed of here. An optional file is opened by the thread that asks for it first.
    /// </param>
    /// <exception cref="TableException">A file is not as described; the message names file, line and remedy.</exception>
    public static ArchitectureTable Read(TableDescription description, Func<string, TextReader> open)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (description.Layers is { } layout)
        {
            return new ArchitectureTable(description, LayerTableReader.Read(description, layout, open));
        }

        var building = new ArchitectureTableBuilder(description);
        var columns = new Dictionary<string, double[]>();
        foreach (var file in description.Files.Where(file => !file.IsOptional))
        {
            foreach (var (column, values) in Read(file))
            {
                columns.Add(column, values);
            }
        }

        return new ArchitectureTable(description, building.Architectures, columns, ReadOptional);

        Dictionary<string, double[]> Read(TableFile file)
        {
            using var text = open(file.Name);
            return building.Read(file, new TableCells(text, file.Name));
        }

        Dictionary<string, double[]> ReadOptional(TableFile file)
        {
            try
            {
                return Read(file);
            }
            catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw TableException.Missing(description, file, missing.Message);
            }
        }
    }
}
