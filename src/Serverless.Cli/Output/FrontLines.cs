using Serverless.Core.Fronts;

namespace Serverless.Cli.Output;

/// <summary>Selects lines from the CSV that the platform writes for a front.</summary>
public static class FrontLines
{
    /// <summary>Returns the header, and the lines of the chosen members, in their order.</summary>
    /// <param name="csv">The whole front.</param>
    /// <param name="chosen">The front with the chosen members; null: all lines.</param>
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
