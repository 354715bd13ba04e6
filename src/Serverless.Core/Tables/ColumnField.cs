using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>Reads the name of a column.</summary>
static class ColumnField
{
    const int Longest = 100;

    /// <returns>The name; null, with an error reported, when it is missing or cannot be in a header.</returns>
    public static string? RequiredColumn(this JsonFields fields, string name)
    {
        var column = fields.Text(name);
        if (column is { Length: > 0 and <= Longest } && !column.Any(VisibleText.IsControl))
        {
            return column;
        }

        fields.Fault(name, $"{(column is null ? "This is required" : $"{ErrorText.Text(column)} is not valid")}: the header of a column, 1 to {Longest} characters.");
        return null;
    }
}
