namespace Serverless.MultiObjective.Sorting;

/// <summary>Fronts that points are put into one after the other, in lexicographic order and without copies.</summary>
interface IFronts
{
    /// <value>How many fronts there are.</value>
    int Count { get; }

    /// <summary>Puts a point into the first front that holds no dominator of it; all the fronts before do.</summary>
    /// <returns>The front.</returns>
    int Place(ReadOnlySpan<double> point);
}
