using Serverless.Core.Fronts;

namespace Serverless.Cli.Output;

/// <summary>A front as the platform writes it to CSV, or the lines of some members.</summary>
public static class FrontLines
{
    /// <summary>The header, and the lines of the members that were chosen, in their order.</summary>
    /// <param name="csv">The whole front.</param>
    /// <param name="chosen">The front with those members; null: all lines.</param>
    public static string Of(string csv, FrontDocument? chosen)
    {
        ArgumentNullException.ThrowIfNull(csv);
        if (chosen is null)
        {
            return csv;
        }

        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var byCandidate = lines.Skip(1).ToLookup(line => line.Split(',')[0], StringComparer.Ordinal);
        return string.Concat(lines.Take(1).Concat(chosen.Members.SelectMany(member => byCandidate[member.Candidate.Value])).Select(line => line + "\r\n"));
    }
}
