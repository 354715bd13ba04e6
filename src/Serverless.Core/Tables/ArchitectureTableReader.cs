namespace Serverless.Core.Tables;

/// <summary>Reads tables by their descriptions.</summary>
public static class ArchitectureTableReader
{
    /// <summary>Reads all files except optional ones, which are read when one of their columns is first needed. O(rows × columns).</summary>
    /// <remarks>A blank cell is NaN, as is a cell of a joined file that lacks the row. Rows that occur only in later files are left out.</remarks>
    /// <param name="description">The meaning of the columns.</param>
    /// <param name="open">
    /// Opens a file by name, decompressed; this method disposes of the reader. An optional file is opened on the thread that needs it first.
    /// </param>
    /// <exception cref="TableException">A file is not as described; the message names the file, the line and the remedy.</exception>
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
