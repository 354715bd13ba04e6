namespace Serverless.Core.Tables;

/// <summary>Descriptions of published tables; the tables themselves are files that a machine may have.</summary>
public static class KnownTables
{
    static readonly Lazy<TableDescription[]> Read = new(() => [Load("nasbench-macro"), Load("nb201")]);

    /// <summary>NAS-Bench-201 with the devices of HW-NAS-Bench and HELP, and NAS-Bench-Macro, by name in ordinal order.</summary>
    public static IReadOnlyList<TableDescription> All => Read.Value;

    /// <summary>The description of that name (case matters), or null.</summary>
    public static TableDescription? Find(string name) => Array.Find(Read.Value, table => table.Name == name);

    static TableDescription Load(string name)
    {
        using var resource = typeof(KnownTables).Assembly.GetManifestResourceStream($"Serverless.Core.Tables.Known.{name}.json")
            ?? throw new InvalidOperationException($"The description of {name} is not in the assembly.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        var reading = TableDescriptionReader.Read(content.ToArray());
        return reading.IsValid
            ? reading.Description
            : throw new InvalidOperationException($"The description of {name} is broken: {string.Join(" ", reading.Errors)}");
    }
}
