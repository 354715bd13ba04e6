using System.Globalization;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads vectors from CSV files: a column with the class, by name or number, and one column for each element of the vector.</summary>
static class VectorReader
{
    const string LabelColumn = "label";

    /// <param name="paths">The paths of the files, which have the same columns.</param>
    /// <param name="shape">The expected shape: one channel of one pixel for each column except the label's.</param>
    /// <param name="training">The training data, whose columns and classes these files must have; null for any columns, and as many classes as the
    /// shape has.</param>
    /// <exception cref="DatasetException">A file is missing, or has other columns, a cell that is not a number, or other classes.</exception>
    public static RawImages Read(IReadOnlyList<string> paths, ImageShape shape, RawImages? training)
    {
        var (values, labels) = (new List<float>(), new List<string>());
        List<string>? header = null;
        foreach (var path in paths)
        {
            try
            {
                using var text = new StreamReader(path);
                var lines = new CsvReader(text, path);
                var columns = lines.Read() ?? throw new DatasetException(path, "it is empty; its first line has the names of the columns.");
                if (header is not null && !columns.SequenceEqual(header))
                {
                    throw new DatasetException(path, $"its columns are not those of {paths[0]}.");
                }

                header = columns;
                var labelAt = LabelAt(path, columns, shape);
                CheckColumns(path, Without(labelAt, columns), training?.Columns);
                ReadLines(path, lines, labelAt, columns, values, labels);
            }
            catch (TableException e)
            {
                throw new DatasetException(path, e.Message, e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DatasetException.Unreadable(path, e);
            }
        }

        var names = ClassNames.Check(paths[0], labels, shape.Classes, training?.ClassNames);
        var numbers = names.Index().ToDictionary(name => name.Item, name => (byte)name.Index);
        return new RawImages(PixelStore.Of([.. values]), [.. labels.Select(label => numbers[label])]) { ClassNames = names, Columns = header is null ? null : Without(LabelAt(paths[0], header, shape), header) };
    }

    static string[] Without(int labelAt, List<string> columns) => [.. columns.Index().Where(column => column.Index != labelAt).Select(column => column.Item.Trim())];

    static void CheckColumns(string path, string[] columns, IReadOnlyList<string>? expected)
    {
        if (expected is not null && !columns.SequenceEqual(expected))
        {
            throw new DatasetException(path, $"its columns are {string.Join(", ", columns.Take(10))}, not those of the training data, in their order: {string.Join(", ", expected.Take(10))}.");
        }
    }

    static int LabelAt(string path, List<string> columns, ImageShape shape)
    {
        var places = columns.Index().Where(column => column.Item.Trim().Equals(LabelColumn, StringComparison.OrdinalIgnoreCase)).ToList();
        if (places.Count != 1)
        {
            throw new DatasetException(
                path, $"{places.Count} columns are named '{LabelColumn}', not one; give that name to the column of the classes. The columns are {string.Join(", ", columns.Take(10))}.");
        }

        return columns.Count - 1 == shape.Channels
            ? places[0].Index
            : throw new DatasetException(path, $"it has {columns.Count - 1} columns beside '{LabelColumn}', not the {shape.Channels} of dataset.source.shape.channels.");
    }

    static void ReadLines(string path, CsvReader lines, int labelAt, List<string> columns, List<float> values, List<string> labels)
    {
        while (lines.Read() is { } cells)
        {
            if (cells.Count != columns.Count)
            {
                throw new TableException(path, lines.Line, $"There are {cells.Count} cells, not {columns.Count}.");
            }

            if ((long)values.Count + cells.Count > Array.MaxLength)
            {
                throw new DatasetException(path, "its lines are more than fit into memory.");
            }

            foreach (var (place, cell) in cells.Index())
            {
                if (place == labelAt)
                {
                    labels.Add(cell.Trim() is { Length: > 0 } label ? label : throw new TableException(path, lines.Line, "The label is empty; give the class."));
                    continue;
                }

                values.Add(float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
                    ? value
                    : throw new TableException(path, lines.Line, $"'{(cell.Length > 40 ? cell[..40] : cell)}' in column '{columns[place]}' is not a finite number; correct it, or remove the line."));
            }
        }
    }
}
