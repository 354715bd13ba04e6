using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serverless.Core.Validation;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/space/definition</c>, a user-defined search space, and <c>/space/input</c>, the images that its networks take.</summary>
static partial class DefinitionSection
{
    const string Definition = "definition";
    const string Input = "input";

    /// <summary>The most bytes of JSON that a definition can have.</summary>
    const int MostBytes = 32 * 1024;

    /// <param name="space">The fields of <c>/space</c>, which has a definition.</param>
    /// <param name="isTrained">Whether candidates are trained.</param>
    /// <returns>The space; without a definition if the definition has errors.</returns>
    public static SpaceSpecification Read(JsonFields space, bool isTrained)
    {
        var name = ReadName(space);
        var defaults = new SpaceSpecification { Name = name ?? "" };
        var before = space.FaultCount;
        var definition = ReadDefinition(space);
        var specification = defaults with
        {
            Channels = ReadSize(space, "channels", defaults.Channels),
            CellsPerStage = ReadSize(space, "cellsPerStage", defaults.CellsPerStage),
            Definition = definition,
            Input = ReadInput(space.Object(Input)),
            Recipe = RecipeSection.Read(space),
            BitWidths = BitWidthsField.Read(space, name ?? "", isTrained),
        };
        if (!isTrained)
        {
            space.Fault(Definition, "No table has rows of a space of your own; remove the evaluator to train its candidates, or name a space of the table.");
        }

        space.ReportUnknown();

        // The networks themselves are checked later, when the shape of the images is known.
        var isSound = definition is not null && Check(space, specification with { Input = null });
        return name is null || !isSound || space.FaultCount > before ? defaults : specification;
    }

    /// <summary>Sets the input shape of a user-defined space, and checks that its networks can take that input.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="specification">The space as read so far.</param>
    /// <param name="shape">The shape of the dataset's images; null when it is not known, which is reported elsewhere.</param>
    public static SpaceSpecification Settle(JsonFields root, SpaceSpecification specification, ImageShape? shape)
    {
        // If this is not an object, that has been reported already.
        if (root.Element("space") is not { ValueKind: JsonValueKind.Object } || root.Object("space") is not { } space || !space.Has(Definition))
        {
            return specification;
        }

        if (specification.Definition is null)
        {
            CheckFaulty(space, shape);
            return specification;
        }

        if (specification.Input is { } input && shape is not null && input != shape)
        {
            space.Fault(Input, $"The dataset has {Told(shape.Value)}, not {Told(input)}; remove this field.");
        }

        var settled = specification with { Input = shape ?? specification.Input };
        return Check(space, settled) ? settled : new SpaceSpecification { Name = specification.Name };
    }

    /// <summary>Also reports errors in the networks of a section whose other errors have been reported already.</summary>
    static void CheckFaulty(JsonFields space, ImageShape? shape)
    {
        var again = space.Again(new ValidationErrors());
        var images = shape ?? ReadInput(again.Object(Input));

        // Decisions that are not objects are not read, so blocks that refer to them would wrongly be reported.
        if (ReadDefinition(again) is { } definition && images is not null
            && again.Object(Definition)!.Elements("dimensions").Count == definition.Dimensions.Count)
        {
            Check(space, new SpaceSpecification { Name = Definition, Definition = definition, Input = images });
        }
    }

    static bool Check(JsonFields space, SpaceSpecification specification)
    {
        var faults = OwnSpaces.Check(specification with { Recipe = null }, out _);
        foreach (var fault in faults)
        {
            space.FaultWithin(fault.Pointer, fault.Message);
        }

        return faults.Count == 0;
    }

    static string? ReadName(JsonFields space)
    {
        var name = space.Text("name");
        if (name is null || !Names().IsMatch(name))
        {
            space.Fault("name", $"A space of your own has a name of 1 to 50 lower-case letters, digits and '-', a letter first{(name is null ? "" : $", not {ErrorText.Text(name)}")}.");
            return null;
        }

        if (SearchSpaces.Find(name) is not null || name.StartsWith(TableSpace.NameOf(""), StringComparison.Ordinal))
        {
            space.Fault("name", $"'{name}' is the name of a built-in space; give your own space another name, or remove the definition.");
            return null;
        }

        return name;
    }

    static int ReadSize(JsonFields space, string name, int otherwise)
    {
        var given = space.OptionalWhole(name, 0, int.MaxValue) ?? otherwise;
        if (given != otherwise)
        {
            space.Fault(name, "The definition determines the size of the networks; remove this field.");
        }

        return otherwise;
    }

    static SpaceDefinition? ReadDefinition(JsonFields space)
    {
        if (space.Element(Definition) is { } raw && Encoding.UTF8.GetByteCount(raw.GetRawText()) is > MostBytes and var bytes)
        {
            space.Fault(Definition, $"The definition has {bytes:N0} bytes; at most {MostBytes:N0} are read. Use repeat blocks instead of listing every block.");
            return null;
        }

        if (space.Object(Definition) is not { } fields)
        {
            return null;
        }

        Require(fields, "dimensions", "the decisions, for example [{\"name\": \"units\", \"type\": \"integer\", \"low\": 4, \"high\": 32}]");
        Require(fields, "network", "the blocks, for example [{\"block\": \"linear\", \"units\": \"$units\"}, {\"block\": \"activation\", \"kind\": \"relu\"}]");

        var definition = new SpaceDefinition
        {
            Dimensions = [.. fields.Objects("dimensions").Select(DefinitionItems.Dimension)],
            Constraints = [.. fields.Objects("constraints").Select(DefinitionItems.Constraint)],
            Network = [.. fields.Objects("network").Select(block => DefinitionItems.Block(block, depth: 1))],
        };
        fields.ReportUnknown();
        return definition;
    }

    static void Require(JsonFields fields, string name, string meaning)
    {
        if (!fields.Has(name))
        {
            fields.Fault(name, $"This is required: {meaning}.");
        }
    }

    static ImageShape? ReadInput(JsonFields? fields)
    {
        const int Largest = 100_000;
        if (fields is null)
        {
            return null;
        }

        var shape = new ImageShape(Size("channels", 1), Size("height", 1), Size("width", 1), Size("classes", 2));
        fields.ReportUnknown();
        return shape;

        int Size(string name, int least)
        {
            Require(fields, name, $"{least} to {Largest:N0}");
            return fields.Whole(name, least, Largest, least);
        }
    }

    static string Told(ImageShape shape) => $"{shape.Channels} × {shape.Height} × {shape.Width} in {shape.Classes} classes";

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,49}\z")]
    private static partial Regex Names();
}
