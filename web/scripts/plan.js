// A touch of the plan fills in the two numbers. The form is whole without
// this file.
(function () {
  "use strict";
  var x = document.getElementById("x"), y = document.getElementById("y");
  document.querySelectorAll("[data-plan]").forEach(function (plan) {
    var picked = plan.querySelector(".picked");
    function show() {
      var there = x.value !== "" && y.value !== "";
      picked.setAttribute("cx", there ? x.value : -100);
      picked.setAttribute("cy", there ? y.value : -100);
    }
    plan.addEventListener("click", function (event) {
      event.preventDefault();
      var box = plan.getBoundingClientRect();
      x.value = Math.round(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * 1000);
      y.value = Math.round(Math.min(Math.max((event.clientY - box.top) / box.height, 0), 1) * 1000);
      show();
    });
    x.addEventListener("input", show);
    y.addEventListener("input", show);
    show();
  });
})();
