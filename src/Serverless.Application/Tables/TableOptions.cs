namespace Serverless.Application.Tables;

/// <summary>Where tables of measured architectures are, besides the container <c>tables</c>: settings <c>Tables__...</c>.</summary>
public sealed class TableOptions
{
    public const string Section = "Tables";

    /// <summary>A folder with the files of the published tables, and a folder <c>NAME</c> with <c>table.json</c> for each other table.</summary>
    /// <value>Default null: there is none.</value>
    public string? Folder { get; set; }
}
