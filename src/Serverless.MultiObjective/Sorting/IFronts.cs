namespace Serverless.MultiObjective.Sorting;

/// <summary>Fronts into which points are placed one at a time, in lexicographic order and without copies.</summary>
interface IFronts
{
    /// <value>The number of fronts.</value>
    int Count { get; }

    /// <summary>Places a point into the first front that holds no dominator of it; all the fronts before it hold one.</summary>
    /// <returns>The index of the front.</returns>
    int Place(ReadOnlySpan<double> point);
}
