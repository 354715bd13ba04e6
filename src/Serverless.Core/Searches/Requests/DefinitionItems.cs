using System.Text.Json;
using Serverless.Core.Validation;
using Serverless.Spaces.Definitions;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads the items of a definition one by one; <see cref="OwnSpaces"/> checks whether they fit together.</summary>
static class DefinitionItems
{
    const int DeepestNesting = 8;

    public static DimensionDefinition Dimension(JsonFields fields)
    {
        var dimension = new DimensionDefinition
        {
            Name = Required(fields, "name", "the decision's name"),
            Type = Required(fields, "type", "choice, boolean, integer or real"),
            Choices = fields.Has("choices") ? Values(fields, "choices") : null,
            Low = fields.Number("low"),
            High = fields.Number("high"),
            Step = fields.Number("step"),
            Levels = fields.OptionalWhole("levels", 0, int.MaxValue),
            Scale = fields.Text("scale"),
            When = When(fields),
        };
        fields.ReportUnknown();
        return dimension;
    }

    public static ConstraintDefinition Constraint(JsonFields fields)
    {
        var constraint = new ConstraintDefinition
        {
            Left = Required(fields, "left", "the name of a numeric decision"),
            Operator = Required(fields, "operator", "<, <=, >, >=, == or !="),
            Right = Value(fields, "right") ?? DefinitionValue.Of(0),
        };
        if (!fields.Has("right"))
        {
            fields.Fault("right", "This is required: the name of another numeric decision, or a number.");
        }

        fields.ReportUnknown();
        return constraint;
    }

    /// <param name="fields">The fields of a block.</param>
    /// <param name="depth">The nesting depth: the number of blocks that enclose it, itself included.</param>
    public static BlockDefinition Block(JsonFields fields, int depth)
    {
        var block = new BlockDefinition
        {
            Block = Required(fields, "block", $"one of {ErrorText.Names(BlockKinds.Names)}"),
            Blocks = Inner(fields, depth),
            When = When(fields),
            Kind = Value(fields, "kind"),
            Channels = Value(fields, "channels"),
            Kernel = Value(fields, "kernel"),
            KernelWidth = Value(fields, "kernelWidth"),
            Stride = Value(fields, "stride"),
            StrideWidth = Value(fields, "strideWidth"),
            Groups = Value(fields, "groups"),
            Units = Value(fields, "units"),
            Rate = Value(fields, "rate"),
            Heads = Value(fields, "heads"),
            Sequence = Value(fields, "sequence"),
            Bias = Value(fields, "bias"),
            Bits = Value(fields, "bits"),
            Count = Value(fields, "count"),
            Index = fields.Text("index"),
        };
        foreach (var (name, message) in BlockKinds.FaultsOf(block))
        {
            fields.Fault(name, message);
        }

        fields.ReportUnknown();
        return block;
    }

    static List<BlockDefinition>? Inner(JsonFields fields, int depth)
    {
        if (!fields.Has("blocks"))
        {
            return null;
        }

        if (depth >= DeepestNesting)
        {
            fields.Fault("blocks", $"Blocks can be nested at most {DeepestNesting} deep.");
            return null;
        }

        return [.. fields.Objects("blocks").Select(inner => Block(inner, depth + 1))];
    }

    static string Required(JsonFields fields, string name, string meaning)
    {
        if (!fields.Has(name))
        {
            fields.Fault(name, $"This is required: {meaning}.");
        }

        return fields.Text(name) ?? "";
    }

    static Dictionary<string, IReadOnlyList<DefinitionValue>>? When(JsonFields fields) =>
        fields.Object("when") is { } when ? when.FieldNames.ToDictionary(name => name, name => (IReadOnlyList<DefinitionValue>)Values(when, name)) : null;

    static DefinitionValue? Value(JsonFields fields, string name)
    {
        if (fields.Element(name) is not { } element)
        {
            return null;
        }

        if (DefinitionValue.TryRead(element, out var value, out var error))
        {
            return value;
        }

        fields.Fault(name, $"{error} The value is {ErrorText.Element(element)}.");
        return DefinitionValue.Of(1);
    }

    static List<DefinitionValue> Values(JsonFields fields, string name)
    {
        var values = new List<DefinitionValue>();
        foreach (var (place, element) in fields.Elements(name).Index())
        {
            if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && DefinitionValue.TryRead(element, out var value, out _))
            {
                values.Add(value);
            }
            else
            {
                fields.Fault(name, place, $"This must be a text, a number, true or false, not {ErrorText.Element(element)}.");
            }
        }

        return values;
    }
}
