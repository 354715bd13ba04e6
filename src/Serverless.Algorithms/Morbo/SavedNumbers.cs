namespace Serverless.Algorithms.Morbo;

/// <summary>Reads the numbers of a state one at a time.</summary>
sealed class SavedNumbers(IReadOnlyList<double> numbers)
{
    int _next;

    /// <exception cref="ArgumentException">There is no number left.</exception>
    public double Next() => _next < numbers.Count
        ? numbers[_next++]
        : throw new ArgumentException($"The state's parameters end after {numbers.Count} numbers, but more are needed.");

    /// <summary>Reads a whole number in a range.</summary>
    /// <exception cref="ArgumentException">The next number is not a whole number in the range.</exception>
    public int NextWhole(int least, int most)
    {
        var number = Next();
        return number >= least && number <= most && Math.Floor(number) == number
            ? (int)number
            : throw new ArgumentException($"Number {_next} of the state's parameters is {number}, not a whole number from {least} to {most}.");
    }
}
