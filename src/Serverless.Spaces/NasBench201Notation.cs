using System.Diagnostics.CodeAnalysis;

namespace Serverless.Spaces;

/// <summary>Parses the cell notation of NAS-Bench-201.</summary>
static class NasBench201Notation
{
    const string Form = "|op~0|+|op~0|op~1|+|op~0|op~1|op~2|";

    public static bool TryParse(
        NasBench201Space space, string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        var groups = text.Split('+');
        if (groups.Length != 3)
        {
            error = $"The cell has {groups.Length} groups between '+', not 3; its form is {Form}.";
            return false;
        }

        var genotype = new List<int>();
        for (var node = 1; node <= groups.Length; node++)
        {
            error = ReadNode(groups[node - 1], node, genotype);
            if (error is not null)
            {
                return false;
            }
        }

        error = null;
        architecture = space.Create([.. genotype]);
        return true;
    }

    static string? ReadNode(string group, int node, List<int> genotype)
    {
        var parts = group.Split('|');
        if (parts.Length != node + 2 || parts[0].Length > 0 || parts[^1].Length > 0)
        {
            return $"Node {node} must have {node} operation(s), each between '|' signs, not '{group}'; the form is {Form}.";
        }

        for (var source = 0; source < node; source++)
        {
            var part = parts[source + 1];
            var tilde = part.LastIndexOf('~');
            if (tilde < 0 || part[(tilde + 1)..] != $"{source}")
            {
                return $"Input {source} of node {node} must end in '~{source}', not '{part}'.";
            }

            var operation = IndexOf(part[..tilde]);
            if (operation < 0)
            {
                return $"'{part[..tilde]}' is not an operation; use one of {string.Join(", ", NasBench201Space.Operations)}.";
            }

            genotype.Add(operation);
        }

        return null;
    }

    static int IndexOf(string operation)
    {
        for (var i = 0; i < NasBench201Space.Operations.Count; i++)
        {
            if (NasBench201Space.Operations[i] == operation)
            {
                return i;
            }
        }

        return -1;
    }
}
