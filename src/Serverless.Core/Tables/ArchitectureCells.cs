using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Reads the architecture of a line.</summary>
static class ArchitectureCells
{
    /// <exception cref="TableException">The cells are not an architecture of the description's space.</exception>
    public static Architecture Read(TableDescription description, TableCells cells)
    {
        var space = description.Space;
        string? error;
        Architecture? architecture;
        if (description.ArchitectureColumn is { } column)
        {
            var isRead = description.Form == ArchitectureForm.Code
                ? DigitCode.TryParse(space, cells[column], out architecture, out error)
                : space.TryParse(cells[column], out architecture, out error);
            return isRead ? architecture! : throw cells.Fault($"Column '{column}' is not an architecture of {space.PublishedName}: {error}");
        }

        var notation = string.Join(' ', space.Dimensions.Select(dimension => $"{dimension.Name}={cells[dimension.Name]}"));
        return space.TryParse(notation, out architecture, out error) ? architecture : throw cells.Fault(error);
    }
}
