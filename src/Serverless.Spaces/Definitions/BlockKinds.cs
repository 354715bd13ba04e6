namespace Serverless.Spaces.Definitions;

/// <summary>The fields of each kind of block, and which of them are required.</summary>
public static class BlockKinds
{
    static readonly Dictionary<string, (string[] Required, string[] Optional)> Fields = new()
    {
        ["conv"] = (["channels", "kernel"], ["kernelWidth", "stride", "strideWidth", "groups", "bias", "bits"]),
        ["depthwise"] = (["kernel"], ["kernelWidth", "stride", "strideWidth", "bias", "bits"]),
        ["pool"] = (["kind", "kernel"], ["kernelWidth", "stride", "strideWidth"]),
        ["globalPool"] = ([], []),
        ["flatten"] = ([], []),
        ["linear"] = (["units"], ["bias", "bits"]),
        ["norm"] = (["kind"], []),
        ["activation"] = (["kind"], []),
        ["dropout"] = (["rate"], []),
        ["attention"] = ([], ["heads", "bits"]),
        ["gru"] = (["units"], ["sequence"]),
        ["lstm"] = (["units"], ["sequence"]),
        ["residual"] = (["blocks"], []),
        ["repeat"] = (["count", "blocks"], ["index"]),
    };

    /// <summary>The names of all kinds.</summary>
    public static IReadOnlyCollection<string> Names => Fields.Keys;

    /// <summary>Returns missing and superfluous fields of a block, by field, whatever their values.</summary>
    public static IEnumerable<(string Field, string Message)> FaultsOf(BlockDefinition block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Fields.TryGetValue(block.Block, out var fields))
        {
            // A missing name is reported where the block is read.
            return block.Block.Length == 0 ? [] : [("block", $"'{block.Block}' is not a block; use one of {string.Join(", ", Names)}.")];
        }

        var given = Given(block).ToList();
        return
        [
            .. fields.Required.Except(given).Select(name => (name, $"{block.Block} requires this.")),
            .. given.Except(fields.Required).Except(fields.Optional).Select(name => (
                name, $"A block {block.Block} does not have this field; remove it. It has {string.Join(", ", (string[])[.. fields.Required, .. fields.Optional, "when"])}.")),
        ];
    }

    static IEnumerable<string> Given(BlockDefinition block)
    {
        (string Name, object? Value)[] all =
        [
            ("kind", block.Kind), ("channels", block.Channels), ("kernel", block.Kernel), ("kernelWidth", block.KernelWidth),
            ("stride", block.Stride), ("strideWidth", block.StrideWidth), ("groups", block.Groups), ("units", block.Units),
            ("rate", block.Rate), ("heads", block.Heads), ("sequence", block.Sequence), ("bias", block.Bias), ("bits", block.Bits), ("count", block.Count), ("index", block.Index), ("blocks", block.Blocks),
        ];
        return all.Where(field => field.Value is not null).Select(field => field.Name);
    }
}
