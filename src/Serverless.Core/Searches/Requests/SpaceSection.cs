using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/space</c>.</summary>
static class SpaceSection
{
    // The limit of any space; the limits of the named space are checked afterwards.
    const int MostCells = 10;

    /// <param name="fields">The section; null when it is missing, which is reported elsewhere.</param>
    /// <param name="names">The names that are allowed; null: any.</param>
    /// <param name="isTrained">Whether candidates are trained; otherwise they are looked up.</param>
    public static SpaceSpecification Read(JsonFields? fields, IReadOnlyList<string>? names, bool isTrained)
    {
        if (fields is null)
        {
            return new SpaceSpecification { Name = "" };
        }

        if (fields.Has("definition"))
        {
            return DefinitionSection.Read(fields, isTrained);
        }

        if (fields.Has("input"))
        {
            fields.Fault("input", "Only a space of your own, with a definition, has this; remove this field.");
        }

        var name = (names is null && fields.Has("name") ? fields.Text("name") : fields.RequiredName("name", "search space", names ?? SearchSpaces.Names)) ?? "";
        var rules = SearchSpaces.Find(name)?.Skeleton ?? new SkeletonRules();
        var space = new SpaceSpecification
        {
            Name = name,
            Channels = fields.Whole("channels", 1, rules.MostChannels, rules.Channels),
            CellsPerStage = fields.Whole("cellsPerStage", 1, MostCells, rules.Cells),
            Recipe = RecipeSection.Read(fields),
            BitWidths = BitWidthsField.Read(fields, name, isTrained),
        };
        if (rules.FaultOfChannels(space) is { } channels)
        {
            fields.Fault("channels", channels);
        }

        if (rules.FaultOfCells(space) is { } cells)
        {
            fields.Fault("cellsPerStage", cells);
        }

        fields.ReportUnknown();
        return space;
    }
}
