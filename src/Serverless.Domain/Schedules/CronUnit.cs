namespace Serverless.Domain.Schedules;

/// <summary>What a field of an NCRONTAB expression counts.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value, at most 59.</param>
/// <param name="Names">English names of the values, from the smallest on; empty when there are none.</param>
sealed record CronUnit(string Name, int Least, int Most, IReadOnlyList<string> Names)
{
    const int Abbreviation = 3;

    /// <summary>The value that a name or its first three letters stand for, whatever their case; null when none is meant.</summary>
    public int? ValueOf(string name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (name.Equals(Names[index], StringComparison.OrdinalIgnoreCase)
                || name.Equals(Names[index][..Abbreviation], StringComparison.OrdinalIgnoreCase))
            {
                return Least + index;
            }
        }

        return null;
    }
}
