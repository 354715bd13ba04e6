using Serverless.Presentation.Tables;

namespace Serverless.Presentation.Pages;

/// <summary>Writes a table as HTML, with the same columns as in the terminal.</summary>
public static class ReportTable
{
    /// <param name="table">The table.</param>
    /// <param name="caption">A description of the table, for people who cannot see the page.</param>
    public static Markup Draw(Table table, string caption)
    {
        var html = new Markup().Add($"<div class=\"scroll\"><table aria-label=\"{caption}\"><thead><tr>");
        html.AddEach(table.Columns, column => $"<th scope=\"col\" class=\"{(column.IsNumber ? "number" : "text")}\">{column.Header}</th>");
        html.Add($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Add($"<tr>").AddEach(row.Zip(table.Columns), cell => $"<td class=\"{Class(cell.Second)}\">{cell.First}</td>").Add($"</tr>");
        }

        return html.Add($"</tbody></table></div>");
    }

    static string Class(Column column) => column.IsNumber ? "number" : column.Header is "architecture" or "candidate" ? "code" : "text";
}
